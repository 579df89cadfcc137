"""Commands, options, configuration, console: the only room that prints.

main      arguments in, exit status out; the commands on articles
manage    the baseline, the first set-up, completion for shells
ledger    the commands on a ledger
options   what the commands share
config    ``[tool.checker]`` and the command line -> one Settings record
batch     one batch: read, checked, weighed by the policy, held against baseline and previous report
scaffold  the files that ``checker init`` writes
console   exit statuses, standard output and error, files written whole or not at all
"""
