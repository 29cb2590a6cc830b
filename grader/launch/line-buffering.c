/* Linked into every C program that is graded: through a pipe, C holds its output back until it ends or a buffer is full. */
#include <stdio.h>
#include <stdlib.h>

__attribute__((constructor)) static void buffer_by_line(void) {
  if (getenv("SOCKLAB_LINE_BUFFERED") != NULL) setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
}
