"""What the contact sheet shows: shots of every kind, and two people drawn in other styles than the example film's."""
