"""The oracle: looks at everything that was made before it is published."""
