"""The backend of "Willkommen im Kreis": one folder per room, see CONTRIBUTING.md."""
