"""Does the copy follow from itself, and does its service still say the same?"""
