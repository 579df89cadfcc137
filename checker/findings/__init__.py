"""From verdicts to what people and CI act on. Pure but for the files of baseline and suppressions.

topics        which claims belong together
labels        what they are about, as a person would say it
facts         what the pairs of one topic come to: values with who gives them
stories       articles that facts join
spellings     names that outlets spell in two ways
copies        which articles carry one text
components    connected components
view          look-ups, order of importance, agreements, counts over time
text          words for numbers, claims and articles
locations     file, line and column of a claim
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
