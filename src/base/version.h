#ifndef BASE_VERSION_H
#define BASE_VERSION_H

/** The program's version, kept with every plan that it read. A change of what is read changes it. */
#define PLANRISK_VERSION "0.1.0"
#endif
