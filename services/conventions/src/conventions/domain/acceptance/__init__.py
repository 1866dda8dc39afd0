"""Works are accepted: provisionally once they are built, finally after their guarantee."""
