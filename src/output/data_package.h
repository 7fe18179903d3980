#ifndef OUTPUT_DATA_PACKAGE_H
#define OUTPUT_DATA_PACKAGE_H

#include <stdbool.h>
#include <stdio.h>

/**
 * What the CSV files of an export are, for programs: each file with its columns' types, its key and what that
 * points to. raw: whether cells were written as they are (see csv_writer.h); the files' readers have to know.
 */

/** datapackage.json. Source: Frictionless Data Package and Table Schema, v1. */
void data_package_write(bool raw, FILE *out);

/** csv-metadata.json. Source: W3C, "Metadata Vocabulary for Tabular Data", 17 December 2015. */
void data_package_write_csvw(bool raw, FILE *out);
#endif
