/**
 * Networks as folders that Hugging Face's transformers load: {@code config.json}, {@code
 * preprocessor_config.json}, {@code model.safetensors} and a model card.
 */
@NullMarked
package org.resnet4j.export.huggingface;

import org.jspecify.annotations.NullMarked;
