"""kehoach: reads Vietnamese plan documents (Kế hoạch) into validated data."""
