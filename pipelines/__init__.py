"""What becomes of what a spider fetches: validated, archived as received, remembered."""
