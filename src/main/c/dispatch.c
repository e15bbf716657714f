/* What Java calls: picks the instruction set once. */
#include "kernels.h"

#ifdef _WIN32
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

/* 0: this processor lacks AVX2, FMA or FP16 conversion, nothing else may be called. 1: AVX2. 2: AVX2 and the VNNI dot product. */
EXPORT int dglm_level(void) {
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma") || !__builtin_cpu_supports("f16c")) {
        return 0;
    }
    return __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni") ? 2 : 1;
}

/* Of the functions and structures in kernels.h; Java refuses a library of another version. */
EXPORT int dglm_version(void) {
    return KERNELS_VERSION;
}

#define PICK(f, ...) (level >= 2 ? f##_vnni(__VA_ARGS__) : f##_avx2(__VA_ARGS__))

EXPORT void dglm_quantize(int level, const float *x, int64_t rows, int64_t columns, int8_t *q, float *scale, float *sum) {
    PICK(quantize, x, rows, columns, q, scale, sum);
}

EXPORT void dglm_multiply(int level, const struct matrix *w, const struct input *in, const struct output *out, int64_t first, int64_t count) {
    PICK(multiply, w, in, out, first, count);
}

EXPORT void dglm_normalize(int level, float *x, const float *add, float alpha, const float *weight, const float *bias, float epsilon,
                           int64_t rows, int64_t columns) {
    PICK(normalize, x, add, alpha, weight, bias, epsilon, rows, columns);
}

EXPORT void dglm_rotate(int level, const float *qkv, int64_t rows, const float *cos, const float *sin, const struct cache *c, int64_t at,
                        int64_t head, float *queries) {
    PICK(rotate, qkv, rows, cos, sin, c, at, head, queries);
}

EXPORT void dglm_attend(int level, const float *queries, int64_t rows, const struct cache *c, int64_t head, int64_t visible, int64_t causal,
                        float *scores, float *out) {
    PICK(attend, queries, rows, c, head, visible, causal, scores, out);
}

EXPORT void dglm_row(int level, const struct matrix *w, int64_t row, float *out) {
    PICK(row, w, row, out);
}

EXPORT int64_t dglm_read(int level, const int64_t *from, int64_t count) {
    return PICK(read, from, count);
}
