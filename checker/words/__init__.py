"""What a word is: look-ups over ``data/``. No other room keeps lists of English words in its code.

lexicon   all look-ups by word under one name: what the next five hold
spelling  folded, singular, plural
names     persons' and places' names, sex of first names
places    cities under several names
nations   countries by name, demonym and capital
kinds     kinds of person, thing, place, event and weapon; predicates
persons   pronouns and the sexes that they tell
lists     word lists by table and name, as sets and as patterns
wording   quantities in words, for people
"""
