/** What was measured, for readers: tables, pictures and the page that compares. */
@NullMarked
package org.resnet4j.bench.page;

import org.jspecify.annotations.NullMarked;
