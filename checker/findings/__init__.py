"""From verdicts to what people and CI act on. Pure but for the files of baseline and suppressions.

topics        what belongs together, under a label
copies        which articles carry one text
components    connected components
view          look-ups, order of importance, agreements, counts over time
text          words for numbers, claims and articles
fold          the same two values are one finding
fingerprint   the name that a finding keeps
rules         codes and pages of rules
listing       every finding, worst first
policy        severities by rule and outlet
baseline      findings that were there before
suppressions  findings that people excuse
standing      where findings stand with both
gate          exit status
previous      an earlier report read back
"""
