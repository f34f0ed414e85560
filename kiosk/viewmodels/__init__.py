"""What QML binds to: view models and list models with ready strings."""
