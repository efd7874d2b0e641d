"""Content files as a person would have written them, from plain values to text; nothing here touches a disk."""
