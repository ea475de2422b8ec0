/**
 * Stands for the `electron` module in unit tests. The real one, imported in plain Node, downloads a binary;
 * rules that are worth a unit test live in files that don't import it.
 */
throw new Error('A unit test imported electron: move the rule it tests to a file without electron.')
