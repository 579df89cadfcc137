"""What a word is: look-ups over ``data/``. No other room keeps lists of English words in its code.

lexicon   names, nations, kinds of person and thing, roles
persons   pronouns and the sexes that they tell
lists     word lists by table and name, as sets and as patterns
wording   quantities in words, for people
"""
