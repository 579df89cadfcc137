"""How the weights of :mod:`checker.same` are trained and measured."""
