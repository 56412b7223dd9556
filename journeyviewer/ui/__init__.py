"""Windows, gestures and dialogs."""
