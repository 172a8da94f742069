#include "textflag.h"

// The micro-kernels add to a tile of c (rows by 16 columns) the product of
// rows of a (row stride rs, column stride cs, in bytes) and a packed panel b.
//
// Registers: CX steps left, SI a, R8 rs, R9 cs, DI b, DX c, R10 ldc,
// R11..R15 rows of a beyond the first.

#define LOADARGS \
	MOVQ k+0(FP), CX \
	MOVQ a+8(FP), SI \
	MOVQ rs+16(FP), R8 \
	MOVQ cs+24(FP), R9 \
	MOVQ b+32(FP), DI \
	MOVQ c+40(FP), DX \
	MOVQ ldc+48(FP), R10

#define ROW(ptr, lo, hi) \
	VBROADCASTSS (ptr), Y14 \
	ADDQ R9, ptr \
	VFMADD231PS Y12, Y14, lo \
	VFMADD231PS Y13, Y14, hi

#define PANEL \
	VMOVUPS (DI), Y12 \
	VMOVUPS 32(DI), Y13 \
	ADDQ $64, DI

#define ZERO(lo, hi) \
	VXORPS lo, lo, lo \
	VXORPS hi, hi, hi

#define STORE(lo, hi) \
	VADDPS (DX), lo, lo \
	VADDPS 32(DX), hi, hi \
	VMOVUPS lo, (DX) \
	VMOVUPS hi, 32(DX) \
	ADDQ R10, DX

// func tile6(k int, a *float32, rs, cs int, b, c *float32, ldc int)
TEXT ·tile6(SB), NOSPLIT, $0-56
	LOADARGS
	LEAQ (SI)(R8*1), R11
	LEAQ (SI)(R8*2), R12
	LEAQ (R11)(R8*2), R13
	LEAQ (SI)(R8*4), BX
	LEAQ (R11)(R8*4), R15
	ZERO(Y0, Y1)
	ZERO(Y2, Y3)
	ZERO(Y4, Y5)
	ZERO(Y6, Y7)
	ZERO(Y8, Y9)
	ZERO(Y10, Y11)
loop6:
	PANEL
	ROW(SI, Y0, Y1)
	ROW(R11, Y2, Y3)
	ROW(R12, Y4, Y5)
	ROW(R13, Y6, Y7)
	ROW(BX, Y8, Y9)
	ROW(R15, Y10, Y11)
	DECQ CX
	JNZ loop6
	STORE(Y0, Y1)
	STORE(Y2, Y3)
	STORE(Y4, Y5)
	STORE(Y6, Y7)
	STORE(Y8, Y9)
	STORE(Y10, Y11)
	VZEROUPPER
	RET

// func tile4(k int, a *float32, rs, cs int, b, c *float32, ldc int)
TEXT ·tile4(SB), NOSPLIT, $0-56
	LOADARGS
	LEAQ (SI)(R8*1), R11
	LEAQ (SI)(R8*2), R12
	LEAQ (R11)(R8*2), R13
	ZERO(Y0, Y1)
	ZERO(Y2, Y3)
	ZERO(Y4, Y5)
	ZERO(Y6, Y7)
loop4:
	PANEL
	ROW(SI, Y0, Y1)
	ROW(R11, Y2, Y3)
	ROW(R12, Y4, Y5)
	ROW(R13, Y6, Y7)
	DECQ CX
	JNZ loop4
	STORE(Y0, Y1)
	STORE(Y2, Y3)
	STORE(Y4, Y5)
	STORE(Y6, Y7)
	VZEROUPPER
	RET

// func tile2(k int, a *float32, rs, cs int, b, c *float32, ldc int)
TEXT ·tile2(SB), NOSPLIT, $0-56
	LOADARGS
	LEAQ (SI)(R8*1), R11
	ZERO(Y0, Y1)
	ZERO(Y2, Y3)
loop2:
	PANEL
	ROW(SI, Y0, Y1)
	ROW(R11, Y2, Y3)
	DECQ CX
	JNZ loop2
	STORE(Y0, Y1)
	STORE(Y2, Y3)
	VZEROUPPER
	RET

// func tile1(k int, a *float32, rs, cs int, b, c *float32, ldc int)
TEXT ·tile1(SB), NOSPLIT, $0-56
	LOADARGS
	ZERO(Y0, Y1)
loop1:
	PANEL
	ROW(SI, Y0, Y1)
	DECQ CX
	JNZ loop1
	STORE(Y0, Y1)
	VZEROUPPER
	RET

DATA tanhc<>+0(SB)/4, $-2.76076847742355e-16
DATA tanhc<>+4(SB)/4, $2.00018790482477e-13
DATA tanhc<>+8(SB)/4, $-8.60467152213735e-11
DATA tanhc<>+12(SB)/4, $5.12229709037114e-08
DATA tanhc<>+16(SB)/4, $1.48572235717979e-05
DATA tanhc<>+20(SB)/4, $6.37261928875436e-04
DATA tanhc<>+24(SB)/4, $4.89352455891786e-03
DATA tanhc<>+28(SB)/4, $1.19825839466702e-06
DATA tanhc<>+32(SB)/4, $1.18534705686654e-04
DATA tanhc<>+36(SB)/4, $2.26843463243900e-03
DATA tanhc<>+40(SB)/4, $4.89352518554385e-03
DATA tanhc<>+44(SB)/4, $7.90531110763549805
DATA tanhc<>+48(SB)/4, $-7.90531110763549805
GLOBL tanhc<>(SB), RODATA|NOPTR, $52

#define NUM(off) \
	VBROADCASTSS tanhc<>+off(SB), Y4 \
	VFMADD213PS Y4, Y1, Y2

#define DEN(off) \
	VBROADCASTSS tanhc<>+off(SB), Y4 \
	VFMADD213PS Y4, Y1, Y3

// func tanh8(x *float32, n int, in, out, add float32)
TEXT ·tanh8(SB), NOSPLIT, $0-28
	MOVQ x+0(FP), SI
	MOVQ n+8(FP), CX
	VBROADCASTSS in+16(FP), Y8
	VBROADCASTSS out+20(FP), Y9
	VBROADCASTSS add+24(FP), Y10
	VBROADCASTSS tanhc<>+44(SB), Y11
	VBROADCASTSS tanhc<>+48(SB), Y12
	SHRQ $3, CX
tanhloop:
	VMOVUPS (SI), Y0
	VMULPS Y8, Y0, Y0
	VMINPS Y11, Y0, Y0
	VMAXPS Y12, Y0, Y0
	VMULPS Y0, Y0, Y1
	VBROADCASTSS tanhc<>+0(SB), Y2
	NUM(4)
	NUM(8)
	NUM(12)
	NUM(16)
	NUM(20)
	NUM(24)
	VMULPS Y0, Y2, Y2
	VBROADCASTSS tanhc<>+28(SB), Y3
	DEN(32)
	DEN(36)
	DEN(40)
	VDIVPS Y3, Y2, Y2
	VMULPS Y9, Y2, Y2
	VADDPS Y10, Y2, Y2
	VMOVUPS Y2, (SI)
	ADDQ $32, SI
	DECQ CX
	JNZ tanhloop
	VZEROUPPER
	RET
