#include "output/annotation_phrase.h"

#include "base/buffer.h"
#include "base/status.h"
#include "plan/plan.h"

bool annotation_is_by(const struct plan *plan, const struct annotation *annotation, enum entry_kind kind,
                      size_t index)
{
    return annotation_concerns(plan, annotation, entry_line(plan, kind, index),
                               entry_last_line(plan, kind, index));
}

void annotation_phrase_add_keys(struct buffer *buffer, const struct plan *plan,
                                const struct annotation *annotation)
{
    static const enum entry_kind kinds[] = { ENTRY_ACTION, ENTRY_RISK, ENTRY_INDICATOR };
    const char *before = "";

    for (size_t k = 0; k < ARRAY_LENGTH(kinds); k++)
        for (size_t i = 0; i < entry_count(plan, kinds[k]); i++) {
            if (!annotation_is_by(plan, annotation, kinds[k], i))
                continue;
            buffer_add_string(buffer, before);
            entry_add_key(buffer, plan, kinds[k], i);
            before = ", ";
        }
}
