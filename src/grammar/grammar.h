#ifndef GRAMMAR_GRAMMAR_H
#define GRAMMAR_GRAMMAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

struct diag_sink;
struct embedded_file;
struct matcher;
struct node;
struct pattern_set;
struct vocabulary;

/**
 * All grammar files, read, checked and compiled. Never changed after grammar_load, so that any
 * number of threads may read with one grammar; what a match writes is in a struct matcher, one a
 * thread.
 *
 * A grammar file is YAML, one concern each ("dates", "owners", "columns", ...); its top level is a
 * mapping. Two of its members mean the same in every file:
 *
 *   define:          named pieces of pattern, for {{name}} in any later pattern of any file
 *     month: |       (files are read in the order of their names; a file may use its own pieces
 *       (?:jan(?:uary)?|feb...)    and, as {{dates.month}}, another file's)
 *   NAME: [ { name: ..., pattern: |raw PCRE2 }, ... ]    a pattern set, see grammar_pattern_set
 *
 * What a file means otherwise is the business of the module that reads it through its nodes.
 * A user's folder lies over the shipped grammars: a file of the same name is merged into the
 * shipped one: mappings member by member, lists of mappings with a `name` entry by entry (same name
 * replaces, a new name is put before the shipped ones), other lists by adding in front. A phrase that the
 * user's file puts under another entry of a vocabulary than the shipped one means what the user says.
 */
struct grammar;

/**
 * Reads the grammars built into the program and, where overlay is not NULL, the *.yaml files of
 * that folder over them.
 * Ownership: *out is freed by grammar_free.
 * Errors:    STATUS_GRAMMAR: a file is not YAML or not what its reader expects, or a pattern does not
 *            compile: file, line, column and (for a pattern) what PCRE2 says are reported.
 *            STATUS_REFUSED: the folder can't be read.
 */
CHECKED enum status grammar_load(const char *overlay, struct diag_sink *sink, struct grammar **out);
/** The same with other files as the shipped ones: for tests. A table that ends with a file without a name. */
CHECKED enum status grammar_load_from(const struct embedded_file *shipped, const char *overlay,
                                      struct diag_sink *sink, struct grammar **out);
void grammar_free(struct grammar *grammar);

/** SHA-256, in lower-case hex, of all files as merged: what a plan was read with. */
const char *grammar_digest(const struct grammar *grammar);

/* ---- rules: what a value was read by ---------------------------------------------------------- */

/**
 * Every named entry of every file is a rule, "dates.day-month-year" (FILE.NAME). Rules are numbered
 * from 1 in the order of files and entries; 0 is no rule.
 */
uint32_t grammar_rule(const struct grammar *grammar, const char *name); /* 0 where there is none */
uint32_t grammar_rule_count(const struct grammar *grammar);             /* the last rule's number */
const char *grammar_rule_name(const struct grammar *grammar, uint32_t rule);

/* ---- nodes: a file's content with its places -------------------------------------------------- */

/** The top mapping of one file, or NULL where there is no such file. */
const struct node *grammar_file(const struct grammar *grammar, const char *concern);
/** The name of a file ("schemes/npsa-5x5"), in the order of names; NULL past the last one. */
const char *grammar_file_name(const struct grammar *grammar, size_t index);

enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP };
enum node_kind node_kind(const struct node *node);
/** A scalar's text with a final NUL ("" for a list or map, or NULL node). */
const char *node_text(const struct node *node);
/** Members of a list or map, in order; 0 for a scalar or NULL node. */
size_t node_count(const struct node *node);
const struct node *node_item(const struct node *node, size_t index); /* a list's item, a map's value */
const char *node_key(const struct node *node, size_t index);         /* a map's key */
/** A map's value by key, or NULL (also for a NULL node or one that is no map). */
const struct node *node_get(const struct node *node, const char *key);
/** node_text of node_get, or fallback. */
const char *node_get_text(const struct node *node, const char *key, const char *fallback);
/** A number by key, or fallback where it is absent; reports a grammar error (sink) where it is none. */
double node_get_number(const struct node *node, const char *key, double fallback, struct diag_sink *sink);
/** The rule of an entry that has a `name`; 0 elsewhere. */
uint32_t node_rule(const struct node *node);
/** Reports DIAG_GRAMMAR_CONTENT at the node's file, line and column; returns STATUS_GRAMMAR. */
enum status node_fault(const struct node *node, struct diag_sink *sink, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* ---- what is compiled ------------------------------------------------------------------------- */

/**
 * The pattern set named "FILE.NAME": the list NAME of file FILE, compiled when loaded; every list of
 * mappings that each have `pattern` is one. NULL where there is no such list.
 */
const struct pattern_set *grammar_pattern_set(const struct grammar *grammar, const char *name);

/**
 * The vocabulary named "FILE.NAME": a map from entry to list of phrases (or one phrase), e.g.
 *   fields: { owner: [who, lead officer], due: [by when, target date] }
 * where every value is a phrase or a list of phrases. Compiled on first loading; NULL where there is none.
 */
const struct vocabulary *grammar_vocabulary(const struct grammar *grammar, const char *name);
#endif
