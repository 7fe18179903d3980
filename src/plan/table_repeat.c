#include <string.h>

#include "base/status.h"
#include "plan/plan_build.h"

/*
 * A page's last lines may be scanned twice: a row comes again with more or fewer of its words, or begins with
 * the words that the row above ended in. What is there already is a repeat.
 */

enum {
    LEAST_BYTES = 40, /* of a row that comes again */
    LEAST_WORDS = 4,  /* of the end of the row above */
    TAIL_BYTES = 400, /* that much of a row may be a repeat of it */
};

bool repeat_covers(struct span longer, struct span shorter)
{
    return shorter.length >= LEAST_BYTES && longer.length >= shorter.length &&
           memcmp(longer.text, shorter.text, shorter.length) == 0;
}

size_t repeat_length(struct span above, struct span text)
{
    size_t words = 0;
    size_t found = 0;

    if (text.length < 2)
        return 0;
    size_t longest = text.length - 1;

    if (longest > above.length)
        longest = above.length;
    if (longest > TAIL_BYTES)
        longest = TAIL_BYTES;
    const char *end = text.text + longest + 1;

    for (const char *at = text.text; ++at < end && (at = memchr(at, ' ', (size_t)(end - at))) != NULL;) {
        size_t length = (size_t)(at - text.text);

        if (++words < LEAST_WORDS || above.text[above.length - 1] != at[-1])
            continue;
        bool begins_word = length == above.length || above.text[above.length - length - 1] == ' ';

        if (begins_word && memcmp(above.text + above.length - length, text.text, length) == 0)
            found = length;
    }
    return found;
}

struct span repeat_drop(struct build *build, struct span above, struct span text)
{
    size_t length = repeat_length(above, text);

    if (!length)
        return text;
    build_mark_span(build, span_part(text, 0, length), USE_REPEAT);
    return span_trim(span_part(text, length, text.length));
}
