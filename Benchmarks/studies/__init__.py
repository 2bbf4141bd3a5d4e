"""Checks of the simulation, the what-if study and the backtest, and figures of past days."""
