"""How texts are read beside one another: word by word, in both languages."""
