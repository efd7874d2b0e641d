"""Care for what grows old: links that lead outward."""
