#ifndef BASE_STATUS_H
#define BASE_STATUS_H

/** Marks a function whose answer must be looked at; one that is to stay apart, being seldom called; one that
 * takes what printf does. */
#if defined(__GNUC__)
#define CHECKED                      __attribute__((warn_unused_result))
#define NOT_INLINE                   __attribute__((noinline))
#define PRINTF_LIKE(template, first) __attribute__((format(printf, template, first)))
#else
#define CHECKED
#define NOT_INLINE
#define PRINTF_LIKE(template, first)
#endif

#define ARRAY_LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/**
 * Did the call work? Every status but STATUS_OK has been reported to the call's diag_sink, in words
 * for the user, by whoever knew the cause; callers only pass it on and undo.
 */
enum status {
    STATUS_OK,
    STATUS_REFUSED,  /* this input can't be taken (unreadable, not text, over a limit); others can */
    STATUS_GRAMMAR,  /* a grammar file is wrong */
    STATUS_DATABASE, /* the database can't be opened, read or written */
    STATUS_OUTPUT,   /* a result can't be written */
    STATUS_USAGE,    /* the command line asks for what there is not */
};
#endif
