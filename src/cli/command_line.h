#ifndef CLI_COMMAND_LINE_H
#define CLI_COMMAND_LINE_H

/**
 * Runs `planrisk WORDS`: finds the command, reads its options, runs it.
 * words: argv without the program's name. Returns the exit status: 0 done; 1 `check` has findings, or a file
 * was refused at import; 2 usage or environment.
 */
int command_line_run(int count, char *const *words);
#endif
