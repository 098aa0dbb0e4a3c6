"""What is done to towns, their people, units, invitations and the official register."""
