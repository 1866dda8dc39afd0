"""Obligations beside money: written in the text, shown by evidence, certified by another party."""
