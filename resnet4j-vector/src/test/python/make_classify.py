"""Top five of torchvision's ResNet-18, seed 0, for photographs: python make_classify.py PHOTOGRAPHS RESOURCES

Writes top5.json, and the photographs that are made here: grey, CMYK, one with an EXIF orientation,
a palette. The judge: torchvision's own transforms and model.
"""
import json, os, sys
import torch, torchvision, PIL
from PIL import Image
from torchvision import transforms

photographs, resources = sys.argv[1:]
os.makedirs(resources, exist_ok=True)
files = sorted(os.path.join(d, f) for d, _, fs in os.walk(photographs) for f in fs
               if f.lower().endswith(('.jpg', '.jpeg')))
profiled = [f for f in files if 'icc_profile' in Image.open(f).info]  # which Pillow ignores
plain = [f for f in files if f not in profiled]
chosen = plain[::len(plain) // 20][:20]
base = Image.open(chosen[0]).convert('RGB')
base.thumbnail((96, 96))
exif = Image.Exif()
exif[0x0112] = 6
base.convert('L').save(resources + '/grey.jpg', quality=80)
base.convert('CMYK').save(resources + '/cmyk.jpg', quality=80)
base.save(resources + '/turned.jpg', quality=80, exif=exif.tobytes())
base.quantize(32).save(resources + '/palette.png')

torch.manual_seed(0)
model = torchvision.models.resnet18().eval()
how = transforms.Compose([transforms.Resize(256), transforms.CenterCrop(224), transforms.ToTensor(),
                          transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])])
features = {}
model.avgpool.register_forward_hook(lambda m, i, o: features.__setitem__('x', o.flatten(1)))

def see(path):
    image = Image.open(path).convert('RGB')
    with torch.no_grad():
        p = model(how(image)[None]).double().softmax(1)[0]
    top = p.topk(6)
    return {'classes': top.indices[:5].tolist(), 'probabilities': top.values[:5].tolist(),
            'gap': (top.values[4] - top.values[5]).item(), 'features': features['x'][0, :8].tolist()}

result = {'madeWith': f'torch {torch.__version__}, torchvision {torchvision.__version__}, Pillow {PIL.__version__}',
          'photographs': {os.path.relpath(p, photographs): see(p) for p in chosen},
          'profiled': {os.path.relpath(p, photographs): see(p) for p in profiled[:3]},
          'made': {n: see(os.path.join(resources, n)) for n in ('grey.jpg', 'cmyk.jpg', 'turned.jpg', 'palette.png')}}
json.dump(result, open(resources + '/top5.json', 'w'), indent=1)
everything = list(result['photographs'].values()) + list(result['made'].values()) + list(result['profiled'].values())
print('least gap', min(r['gap'] / r['probabilities'][0] for r in everything))
