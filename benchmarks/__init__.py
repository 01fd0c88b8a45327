"""Benchmarks: speed against word segmentation, growth with length, memory; ratios of one run, no asserts."""
