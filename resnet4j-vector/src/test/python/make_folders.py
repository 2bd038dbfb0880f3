"""Folders as transformers and timm publish networks, and what they see: python make_folders.py OUT PICTURE

Transformers save theirs themselves, with a seed; timm's is written in its form, of torchvision's
ResNet-18 of seed 0. OUT/NAME/expected.json holds probabilities and features by the judge.
"""
import json, math, os, sys
import torch, torchvision
from PIL import Image
from safetensors.torch import save_file
from torchvision import transforms
from torchvision.transforms import InterpolationMode
from transformers import ResNetConfig, ResNetForImageClassification

out, picture = sys.argv[1:]
image = Image.open(picture).convert('RGB')
MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]

def steps(resize, crop, how):
    return transforms.Compose([transforms.Resize(resize, how), transforms.CenterCrop(crop),
                               transforms.ToTensor(), transforms.Normalize(MEAN, STD)])

def expect(folder, logits, features):
    json.dump({'probabilities': logits.double().softmax(1)[0].tolist(), 'features': features.flatten().tolist()},
              open(folder + '/expected.json', 'w'))

def hugging_face(name, config):
    torch.manual_seed(5)
    model = ResNetForImageClassification(config).eval()
    folder = os.path.join(out, name)
    model.save_pretrained(folder)
    json.dump({'image_processor_type': 'ConvNextImageProcessor', 'do_resize': True, 'size': {'shortest_edge': 224},
               'crop_pct': 0.875, 'resample': 3, 'do_rescale': True, 'rescale_factor': 1 / 255, 'do_normalize': True,
               'image_mean': MEAN, 'image_std': STD}, open(folder + '/preprocessor_config.json', 'w'))
    x = steps(256, 224, InterpolationMode.BICUBIC)(image)[None]
    with torch.no_grad():
        expect(folder, model(x).logits, model.resnet(x).pooler_output)

names = {i: f'class {i}' for i in range(7)}
hugging_face('basic', ResNetConfig(depths=[2, 2, 2, 2], hidden_sizes=[64, 128, 256, 512], layer_type='basic', id2label=names))
hugging_face('bottleneck', ResNetConfig(depths=[3, 4, 6, 3], id2label=names))
hugging_face('first', ResNetConfig(depths=[3, 4, 6, 3], downsample_in_bottleneck=True, id2label=names))

torch.manual_seed(0)
model = torchvision.models.resnet18(num_classes=7).eval()
folder = os.path.join(out, 'timm')
os.makedirs(folder, exist_ok=True)
save_file(model.state_dict(), folder + '/model.safetensors')
json.dump({'architecture': 'resnet18', 'num_classes': 7, 'num_features': 512, 'label_names': list(names.values()),
           'pretrained_cfg': {'input_size': [3, 160, 160], 'test_input_size': [3, 224, 224], 'fixed_input_size': False,
                              'interpolation': 'bicubic', 'crop_pct': 0.95, 'crop_mode': 'center', 'mean': MEAN,
                              'std': STD, 'num_classes': 7, 'pool_size': [5, 5], 'first_conv': 'conv1',
                              'classifier': 'fc'}}, open(folder + '/config.json', 'w'))
x = steps(math.floor(160 / 0.95), 160, InterpolationMode.BICUBIC)(image)[None]
seen = {}
model.avgpool.register_forward_hook(lambda m, i, o: seen.__setitem__('x', o))
with torch.no_grad():
    expect(folder, model(x), seen['x'])
