#pragma once
// A row of any declared shape as JSON text and back, every column and every byte, so that a merge can be
// undone exactly.

#include <boost/json.hpp>

#include "record/record.h"

namespace niangjia::members {

boost::json::array archive_row(const record::Shape& shape, const void* row);
// False when the archive does not fit the shape (it was written by another version of the table).
bool restore_row(const record::Shape& shape, void* row, const boost::json::value& archive);

}  // namespace niangjia::members
