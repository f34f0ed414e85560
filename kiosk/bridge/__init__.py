"""The only door to QML: cards and lists with ready strings, the QR item, the typesetter, and the controller."""
