"""Days off in Morocco as the office corrects them: the Islamic ones are announced late."""
