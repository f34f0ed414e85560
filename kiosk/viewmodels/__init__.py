"""The view models and list models that QML binds to, with finished strings."""
