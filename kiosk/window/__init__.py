"""The application window: QML engine, translations, typefaces and controller."""
