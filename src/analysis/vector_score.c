#include <math.h>

#include "analysis/concept_lexicon.h"
#include "analysis/overlap_vector.h"

/* What two vectors have in common. */
struct shared {
    double dot;
    double mass;
    double aside;   /* of dot: what one side says elsewhere than in its own words, */
    double outside; /* what both do, */
    double subject; /* subjects, */
    double word;    /* words that are in no concept, nor of the genre, */
    double method;  /* methods and steps */
};

static struct shared add_shared(struct shared sum, double a, double b)
{
    sum.dot += a * b;
    sum.mass += fmin(a, b);
    return sum;
}

static struct shared compare(const struct action_vector *a, const struct action_vector *b)
{
    struct shared sum = { 0 };

    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        const struct vector_entry *x = &a->entries[i];
        const struct vector_entry *y = &b->entries[k];

        if (x->term == y->term) {
            double product = x->weight * y->weight;

            sum = add_shared(sum, x->weight, y->weight);
            if (x->field != FIELD_TEXT && y->field != FIELD_TEXT)
                sum.outside += product;
            else
                sum.aside += x->field != y->field ? product : 0;
            sum.subject += x->part == PART_SUBJECT ? product : 0;
            sum.word += x->part == PART_STEM && y->part == PART_STEM ? product : 0;
            sum.method += x->part == PART_METHOD ? product : 0;
        }
        i += x->term <= y->term;
        k += y->term <= x->term;
    }
    return sum;
}

/* What is left of a score whose shared methods serve other subjects: a tender for cleaning is not one for a
 * network. */
static double subject_factor(const struct overlap_settings *settings, const struct shared *sum,
                             const struct action_vector *a, const struct action_vector *b)
{
    double subjects = a->subject_norm * b->subject_norm;
    double words = hypot(a->subject_norm, a->word_norm) * hypot(b->subject_norm, b->word_norm);
    double method = sum->method / sum->dot;

    if (subjects > 0)
        return 1 - settings->apart * method * (1 - fmin(sum->subject / subjects, 1));
    if (words > 0)
        return 1 - settings->other_words * method * (1 - fmin((sum->subject + sum->word) / words, 1));
    return 1;
}

static double activity_factor(const struct overlap_settings *settings, const struct action_vector *a,
                              const struct action_vector *b)
{
    double agreement = activity_mix_agreement(&settings->activities, &a->activities, &b->activities);

    return settings->activity + (1 - settings->activity) * agreement;
}

double vector_pair_score(const struct overlap_settings *settings, const struct action_vector *a,
                         const struct action_vector *b)
{
    struct shared sum = compare(a, b);

    if (sum.dot <= 0)
        return 0;
    return fmin(sum.dot / (a->norm * b->norm), 1) * overlap_mass_factor(sum.mass, settings->mass) *
           pow(fmin(a->norm, b->norm) / fmax(a->norm, b->norm), settings->evenness) *
           (1 - (settings->aside * sum.aside + settings->outside * sum.outside) / sum.dot) *
           subject_factor(settings, &sum, a, b) * activity_factor(settings, a, b);
}

double vector_pair_bound(const struct overlap_settings *settings, const struct action_vector *a,
                         const struct action_vector *b)
{
    static const float slack = 1 + 1e-4F; /* of sums in single precision */
    float dot = 0;
    float mass = 0;

    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        struct vector_term x = a->terms[i];
        struct vector_term y = b->terms[k];

        if (x.term == y.term) {
            dot += x.weight * y.weight;
            mass += fminf(x.weight, y.weight);
        }
        i += x.term <= y.term;
        k += y.term <= x.term;
    }
    if (dot <= 0)
        return 0;

    double shared = (double)(mass * slack);

    /* the shared weight as if it counted in proportion: 1 - exp(-x) <= x */
    return (double)(dot * slack) / (a->norm * b->norm) *
           (shared < settings->mass ? shared / settings->mass : 1);
}
