"""Neighbours: which problems are like one another, so that people who could work together find each other."""
