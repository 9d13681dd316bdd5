# How the C library gives memory to libtorch: in huge pages, kept once it has them. Training takes and returns the same
# megabytes in every operation; page by page that costs a tenth of the time. Other C libraries ignore it, and whoever has
# set GLIBC_TUNABLES keeps it.

grail_tunables=glibc.malloc.hugetlb=1:glibc.malloc.top_pad=67108864
grail_tunables=$grail_tunables:glibc.malloc.trim_threshold=4294967295:glibc.malloc.mmap_threshold=1073741824
export GLIBC_TUNABLES="${GLIBC_TUNABLES:-$grail_tunables}"
