/**
 * Networks as files that PyTorch reads: {@link org.resnet4j.export.pytorch.StateDictFile} writes a
 * checkpoint ({@code .pth}), {@link org.resnet4j.export.pytorch.TorchScriptExporter} a TorchScript
 * archive, which C++ and DJL load too. Both are zip archives around a pickle.
 */
@NullMarked
package org.resnet4j.export.pytorch;

import org.jspecify.annotations.NullMarked;
