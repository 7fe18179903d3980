#ifndef STORE_SAMPLE_PLAN_H
#define STORE_SAMPLE_PLAN_H

struct arena;
struct plan;

/**
 * A small plan of an invented council, for tests: two sections, two actions (one with a milestone), a risk,
 * an indicator. Every value quotes its words in plan->text. path and sha256 say which file it is; council may
 * be NULL: not stated. Ownership: lives in the arena; the strings are borrowed.
 */
struct plan *sample_plan_new(struct arena *arena, const char *path, const char *sha256, const char *council);
#endif
