/* Any bytes as a zip: its members are listed, found by their names, and read to their ends, under small
 * limits. */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "characters/zip_member.h"

/* libFuzzer's name. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); /* NOLINT(readability-identifier-naming) */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct zip_limits limits = {
        .members = 100, .member_bytes = 1 << 20, .total_bytes = 4 << 20, .ratio = 100
    };
    struct span bytes = span_at((const char *)data, size, 0);
    struct zip_members *members;
    struct arena *arena = arena_new();

    if (zip_members_open(bytes, &limits, "fuzz", NULL, &members) == STATUS_OK) {
        for (size_t i = 0; i < zip_members_count(members); i++) {
            struct span content;
            size_t found;

            if (!zip_members_find(members, zip_members_name(members, i), &found) || found != i)
                abort();
            if (zip_members_read(members, i, arena, &content) == STATUS_OK &&
                content.length > limits.member_bytes)
                abort();
        }
        zip_members_close(members);
    }
    arena_free(arena);
    return 0;
}
