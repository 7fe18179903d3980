#ifndef STORE_PLAN_KEY_H
#define STORE_PLAN_KEY_H

#include "base/span.h"

struct buffer;

/**
 * The stem that a plan is called by: its file's base name without its last extension, ASCII letters in lower
 * case, every run of characters that a command line or "PLAN:REF" would stumble over one hyphen. "plan" where
 * nothing is left. number from 2 on adds "-2", "-3", ...: the caller counts up while the key is taken.
 * Ownership: replaces what is in the buffer.
 */
void plan_key_write(struct span document, unsigned number, struct buffer *out);
#endif
