"""The running desk: many people at once, kills, load, exports, attacks."""
