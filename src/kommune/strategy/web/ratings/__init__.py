"""Pages of rating pairs: quick pass, matrix, one by one."""
