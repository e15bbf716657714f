/* Kernels of the DoctorGLM engine for processors with AVX2: leaf functions without state, threads, allocation or library calls.
 *
 * Shapes are row-major unless said otherwise. A tile holds eight consecutive rows (outputs) of a matrix, see tile layout below.
 * Every result depends only on its own row of input: a row computed alone equals, bit for bit, the same row computed among others.
 *
 * Tile of a quantised matrix, one group of `32 * sub` columns after the other:
 *   4 bits: `sub` times 128 bytes (vectors g and g+4 of 8 rows x 4 columns share a byte, g in the low nibble), 8 scales (FP16),
 *           and 8 zero points (bytes) unless the matrix is symmetric (then all are 8).
 *   8 bits: `sub` times 256 bytes (vectors 0..7 of 8 rows x 4 columns, signed), 8 scales (FP16).
 * A weight is (q - zero) * scale / 256: the factor keeps small scales out of FP16's denormal range.
 */
#ifndef DOCTORGLM_KERNELS_H
#define DOCTORGLM_KERNELS_H
#include <stdint.h>

/* Raised with every change of a function, a structure or a layout below, together with KernelLibrary.VERSION. */
#define KERNELS_VERSION 3

#define TILE 8
#define BLOCK 32

enum weight_type { WEIGHT_F32 = 0, WEIGHT_F16 = 1, WEIGHT_Q8 = 2, WEIGHT_Q4 = 3, WEIGHT_Q4_SYMMETRIC = 4 };
enum activation { ACTIVATION_NONE = 0, ACTIVATION_GELU = 1 };

/* Activations of one product: FP32, and for quantised weights also 8-bit integers with a scale for each 32 columns. */
struct input {
    const float *x;      /* [rows, columns] */
    const int8_t *q;     /* [rows, padded] , padded = columns rounded up to 32 */
    const float *scale;  /* [rows, padded / 32] */
    const float *sum;    /* [rows, padded / 32]: scale times the sum of the integers */
    int64_t columns;
    int64_t padded;
    int64_t rows;
};

struct matrix {
    const uint8_t *data;
    int64_t type;        /* weight_type */
    int64_t outputs;     /* rows of the matrix */
    int64_t columns;
    int64_t sub;         /* 32-column blocks that share a scale */
    const float *bias;   /* [outputs] or null */
};

struct output {
    float *y;            /* [rows, stride] */
    int64_t stride;
    int64_t activation;
    int64_t add;         /* whether the product is added to what is there, before the activation */
};

struct cache {
    void *keys;          /* [heads, capacity, pad] */
    void *values;
    int64_t type;        /* WEIGHT_F32 or WEIGHT_F16 */
    int64_t capacity;
    int64_t heads;
    int64_t dim;         /* of a head */
    int64_t pad;         /* dim rounded up to 8; the rest is zero */
};

#define KERNELS(level)                                                                                                                 \
    void quantize_##level(const float *x, int64_t rows, int64_t columns, int8_t *q, float *scale, float *sum);                         \
    void multiply_##level(const struct matrix *w, const struct input *in, const struct output *out, int64_t first, int64_t count);     \
    void normalize_##level(float *x, const float *add, float alpha, const float *weight, const float *bias, float epsilon,             \
                           int64_t rows, int64_t columns);                                                                             \
    void rotate_##level(const float *qkv, int64_t rows, const float *cos, const float *sin, const struct cache *c, int64_t at,         \
                        int64_t head, float *queries);                                                                                 \
    void attend_##level(const float *queries, int64_t rows, const struct cache *c, int64_t head, int64_t visible, int64_t causal,      \
                        float *scores, float *out);                                                                                    \
    void row_##level(const struct matrix *w, int64_t row, float *out);                                                                 \
    int64_t read_##level(const int64_t *from, int64_t count);

KERNELS(avx2)
KERNELS(vnni)
#endif
