#ifndef TAILRACE_CLIBPQ_SHIM_H
#define TAILRACE_CLIBPQ_SHIM_H

#include <libpq-fe.h>

#endif
