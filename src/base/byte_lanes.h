#ifndef BASE_BYTE_LANES_H
#define BASE_BYTE_LANES_H

#include <endian.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/**
 * Sixteen bytes side by side, on which the operators of C work all at once; a comparison gives 0xFF where it
 * holds and 0 elsewhere, once it is cast back. The compiler makes of it what the machine has.
 */
typedef uint8_t byte_lanes __attribute__((vector_size(16)));

enum { BYTE_LANES = sizeof(byte_lanes) };

static inline byte_lanes byte_lanes_at(const char *text)
{
    byte_lanes bytes;

    memcpy(&bytes, text, sizeof bytes);
    return bytes;
}

/** Those that are digits. */
static inline byte_lanes byte_lanes_digits(byte_lanes bytes)
{
    return (byte_lanes)((byte_lanes)(bytes - '0') < 10);
}

/** All but the first of them, and a zero. */
static inline byte_lanes byte_lanes_behind_first(byte_lanes bytes)
{
    return __builtin_shufflevector(bytes, (byte_lanes){ 0 }, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
                                   15, 16);
}

/** In how many of them does it hold, what was compared? */
static inline size_t byte_lanes_count(byte_lanes found)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t halves[2];

    memcpy(halves, &found, sizeof halves);
    return (size_t)(((halves[0] & ones) + (halves[1] & ones)) * ones >> 56);
}

/** Bit n: the highest bit of lane n. One instruction where the machine has one for it. */
static inline unsigned byte_lanes_highest(byte_lanes lanes)
{
#ifdef __SSE2__
    return (unsigned)_mm_movemask_epi8((__m128i)lanes);
#else
    const uint64_t ones = 0x0101010101010101u;
    const uint64_t to_last_byte = 0x0102040810204080u; /* moves bit 8n to bit 56 + n, and no two to one */
    uint64_t halves[2];

    memcpy(halves, &lanes, sizeof halves);
    uint64_t first = (le64toh(halves[0]) >> 7 & ones) * to_last_byte >> 56;
    uint64_t second = (le64toh(halves[1]) >> 7 & ones) * to_last_byte >> 56;

    return (unsigned)(first | second << 8);
#endif
}

/** The bits that are set in any of the lanes. */
static inline uint8_t byte_lanes_any(byte_lanes lanes)
{
    uint64_t halves[2];

    memcpy(halves, &lanes, sizeof halves);
    uint64_t all = halves[0] | halves[1];

    all |= all >> 32;
    all |= all >> 16;
    return (uint8_t)(all | all >> 8);
}
#endif
